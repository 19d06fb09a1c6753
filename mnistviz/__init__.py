"""Watch a neural network, written with NumPy alone, learn to read handwritten digits."""

__version__ = "0.1.0"
