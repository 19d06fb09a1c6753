"""Runs a command as if the processor were an older one, whose kernels round otherwise.

    python tests/other_kernels.py COMMAND [ARGUMENT...]

NumPy's own kernels and its BLAS's are chosen when it is loaded, by the environment. Names are asked
of this very NumPy: one that the processor lacks would be refused with a warning. Where there is no
other kernel to choose, this says so and runs nothing.
"""

import json
import os
import platform
import subprocess
import sys

import numpy as np
from threadpoolctl import threadpool_info

_OLDER = {"x86_64": "Nehalem", "amd64": "Nehalem", "aarch64": "ARMV8", "arm64": "ARMV8"}
"""OpenBLAS's kernels that every processor of a kind can run."""


def kernels() -> dict[str, list[str]]:
    """What is in use here: extensions beyond those NumPy always uses, and BLAS's architectures."""
    extensions = np.show_config(mode="dicts")["SIMD Extensions"]
    blas = {library.get("architecture", "unknown") for library in threadpool_info()}
    return {"NumPy": extensions.get("found", []), "BLAS": sorted(blas)}


def older() -> dict[str, str]:
    """The environment that chooses other kernels than those in use."""
    here, chosen = kernels(), {}
    coretype = _OLDER.get(platform.machine().lower())
    if coretype is not None and here["BLAS"] != [coretype]:
        chosen["OPENBLAS_CORETYPE"] = coretype
    if here["NumPy"]:
        disabled = os.environ.get("NPY_DISABLE_CPU_FEATURES", "").split()
        chosen["NPY_DISABLE_CPU_FEATURES"] = " ".join([*disabled, *here["NumPy"]])
    return chosen


def main(command: list[str]) -> int:
    """Run it, and return its exit status."""
    environment = {**os.environ, **older()}
    look = [sys.executable, __file__]
    there = json.loads(subprocess.run(look, env=environment, check=True, stdout=-1).stdout)
    if there == kernels():
        print(f"there are no other kernels here than {there}", flush=True)
        return 0
    print(f"{there} instead of {kernels()}", flush=True)
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(main(sys.argv[1:]))
    print(json.dumps(kernels()))
