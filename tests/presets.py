"""A preset for tests that are about training in general, whatever the presets on offer become."""

from dataclasses import replace

from mnistviz.training.presets import PRESETS

PLAIN_RELU = replace(
    PRESETS["relu"],
    batch_size=64,
    learning_rate=0.08,
    schedule="halves every 3 epochs",
    augmentation=0.0,
)
"""The ReLU network on images as they are: ten updates an epoch on 600 of them."""
