"""Pictures and stored digits as images for the screen."""

import numpy as np
from PyQt6.QtGui import QImage

from mnistviz.data.page import Picture
from mnistviz.data.preparation import StoredDigit
from mnistviz.gui.theme import Theme
from mnistviz.gui.widgets.pixel_grid import ink_image


def content_image(content: Picture | StoredDigit, theme: Theme) -> QImage:
    """A picture as it is, in grey; a stored digit with the theme's paper and ink."""
    if isinstance(content, StoredDigit):
        return ink_image(content.pixels, theme)
    grey = np.ascontiguousarray(content.grey)
    height, width = grey.shape
    return QImage(grey.tobytes(), width, height, width, QImage.Format.Format_Grayscale8).copy()
