"""The digits: MNIST, its splits, the order in which they are learned, drawings and pictures."""
