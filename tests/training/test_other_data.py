"""Networks for data other than MNIST are trained, tested, saved and opened like others."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mnistviz.analysis.gradient_check import Verdict, check_gradients
from mnistviz.data.datasets.dataset import DataSetInfo, as_input, one_hot
from mnistviz.data.datasets.mnist import MNIST, SPLITS
from mnistviz.errors import MnistvizError
from mnistviz.training.commands import Begin, Train
from mnistviz.training.evaluation import evaluate
from mnistviz.training.model_file import TrainedModel, load_model, save_model
from mnistviz.training.presets import PRESETS, Preset
from mnistviz.training.snapshot import Status
from mnistviz.training.spec import RunSpec
from mnistviz.training.trainer import Trainer
from tests.other_data import LARGE, OTHERS, SMALL, data_of
from tests.training.models import facts_of, refusal_of, with_facts
from tests.training.support import watched

EACH = pytest.mark.parametrize("info", OTHERS, ids=str)


def model_of(info: DataSetInfo, preset: Preset) -> TrainedModel:
    trainer = Trainer(RunSpec.of(replace(preset, data=info)), data_of(info).train)
    parameters = trainer.parameters.frozen_copy()
    return TrainedModel(preset.name, preset.rule, 3, 0.0, 0.5, parameters, data=info)


@EACH
@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_sized_by_its_data(info: DataSetInfo, name: str) -> None:
    preset = replace(PRESETS[name], data=info)
    sizes = preset.architecture.sizes
    assert (sizes[0], sizes[-1]) == (info.pixels, len(info.classes))
    data = SPLITS[preset.split](data_of(info))
    trainer = Trainer(RunSpec.of(preset), data.train)
    for _ in range(3):
        trainer.advance()
    result = evaluate(trainer.network, trainer.parameters, data.test)
    assert result.confusion.shape == (len(info.classes),) * 2
    assert result.images == len(data.test)


@EACH
def test_it_learns_them_augmented_and_deskewed(info: DataSetInfo) -> None:
    preset = replace(PRESETS["relu"], data=info, deskew=True, batch_size=32)
    data = data_of(info, train=1600)
    trainer = Trainer(RunSpec.of(preset, augmentation=0.1), data.train)
    while trainer.epochs_done < 6:
        trainer.advance()
    result = evaluate(trainer.network, trainer.parameters, data.test, deskew=True)
    assert result.accuracy > 0.9


@EACH
def test_its_gradient_is_right(info: DataSetInfo) -> None:
    preset = replace(PRESETS["sigmoid"], data=info)
    data = data_of(info).train[:4]
    trainer = Trainer(RunSpec.of(preset), data)
    check = check_gradients(
        trainer.network,
        trainer.parameters,
        as_input(data.images, np.float64),
        one_hot(data.labels, len(info.classes), np.float64),
    )
    assert [layer.verdict for layer in check.layers] == [Verdict.RIGHT] * 3


def test_a_network_does_not_learn_from_other_data() -> None:
    with pytest.raises(ValueError, match="cannot learn"):
        Trainer(RunSpec.of(PRESETS["relu"]), data_of(SMALL).train)


@EACH
def test_the_worker_trains_it(info: DataSetInfo) -> None:
    data = data_of(info)
    with watched(lambda: data) as viewer:
        viewer.send(Begin(1, RunSpec.of(replace(PRESETS["relu"], data=info, epochs=2))), Train())
        shown = viewer.see(lambda now: list(now.tests.epoch[-1:]) == [2.0])
    assert shown.status is Status.FINISHED
    assert shown.data is data
    assert shown.last_test is not None
    assert len(shown.last_test.confusion) == len(info.classes)


@EACH
def test_a_saved_model_knows_its_data(info: DataSetInfo, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    model = model_of(info, PRESETS["relu"])
    save_model(path, model)
    assert facts_of(path)["version"] == 3
    loaded = load_model(path, info)
    assert loaded.data == info
    np.testing.assert_array_equal(loaded.parameters.flat, model.parameters.flat)


def test_a_model_of_mnist_is_saved_as_versions_before_read_it(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    trainer = Trainer(RunSpec.of(PRESETS["relu"]), data_of(MNIST).train)
    rule, parameters = trainer.network.rule, trainer.parameters.frozen_copy()
    save_model(path, TrainedModel("relu", rule, 3, 0.0, 0.5, parameters))
    assert facts_of(path)["version"] == 2
    assert "data" not in facts_of(path)


def test_a_model_of_other_data_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(path, model_of(SMALL, PRESETS["relu"]))
    assert "trained on Bars (12x9 pixels, 5 classes), not on MNIST" in refusal_of(path)
    with pytest.raises(MnistvizError, match="not on Many bars"):
        load_model(path, LARGE)


@pytest.mark.parametrize(
    "changes",
    [
        {"height": 0},
        {"height": 12.0},
        {"height": True},
        {"width": 29},
        {"width": "9"},
        {"classes": ["a"]},
        {"classes": "abcde"},
        {"classes": ["a"] * 5},
        {"classes": [1, 2, 3, 4, 5]},
        {"classes": [str(number) for number in range(48)]},
        {"classes": 5},
        {"classes": None},
        {"name": ""},
        {"name": "\x1b[31m"},
        {"name": None},
        {"colour": "red"},
    ],
    ids=str,
)
def test_data_that_makes_no_sense_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    save_model(path, model_of(SMALL, PRESETS["relu"]))
    refusal_of(with_facts(path, data={**facts_of(path)["data"], **changes}))
    with pytest.raises(MnistvizError, match="not a valid"):
        load_model(path, SMALL)
    refusal_of(with_facts(path, data=5))
