"""The mathematics: activations, losses, initial values, forward and backward passes, update rules.

Every array holds one image a row: images are ``(batch, inputs)``, activations ``(batch, units)``,
weights ``(inputs, outputs)``. Nothing here knows of files, threads or windows.
"""
