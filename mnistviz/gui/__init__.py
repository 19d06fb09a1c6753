"""The window. Only this package knows Qt, and only the GUI thread touches widgets."""

import os

# Whatever else runs pyqtgraph on this machine may have another binding.
os.environ["PYQTGRAPH_QT_LIB"] = "PyQt6"
