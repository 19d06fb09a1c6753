"""Training with one image per update as the obvious loop, in bare NumPy and float64.

It uses nothing of the package but the names in its tables, so that the two share no mistake.
"""

from collections.abc import Callable, Sequence

import numpy as np

from mnistviz.nn.arrays import FloatArray
from mnistviz.nn.network import LearningRule
from mnistviz.nn.parameters import Architecture, Parameters


def _logistic(v: FloatArray) -> FloatArray:
    with np.errstate(over="ignore"):  # 1 / infinity is the right answer there
        result: FloatArray = 1.0 / (1.0 + np.exp(-v))
    return result


def _logistic_derivative(v: FloatArray) -> FloatArray:
    return _logistic(v) * (1.0 - _logistic(v))


def _softmax(z: FloatArray) -> FloatArray:
    powers: FloatArray = np.exp(z - z.max())
    result: FloatArray = powers / powers.sum()
    return result


_HIDDEN: dict[str, Callable[[FloatArray], FloatArray]] = {
    "sigmoid": _logistic,
    "relu": lambda z: np.maximum(z, 0.0),
}

_DERIVATIVE: dict[str, Callable[[FloatArray], FloatArray]] = {
    "sigmoid": _logistic_derivative,
    "relu": lambda z: (z > 0.0).astype(np.float64),
}

_LOSS_SLOPE: dict[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "mean squared error": lambda a, y: 2.0 * (a - y) / len(a),
    "cross-entropy": lambda a, y: -y / a,
    "cross-entropy / 10": lambda a, y: -y / (a + 1e-15) / len(a),
}


def _jacobian(output: str, a: FloatArray) -> FloatArray:
    if output == "sigmoid":
        return np.diag(a * (1.0 - a))
    return np.diag(a) - np.outer(a, a)


def _output_error(
    architecture: Architecture, rule: LearningRule, a: FloatArray, y: FloatArray
) -> FloatArray:
    if rule.output_error == "gradient of the loss":
        return _jacobian(architecture.output, a) @ _LOSS_SLOPE[rule.loss](a, y)
    return (a - y) * _logistic_derivative(a)


def plain_updates(
    rule: LearningRule,
    parameters: Parameters,
    images: FloatArray,
    targets: FloatArray,
    learning_rates: Sequence[float],
) -> FloatArray:
    """Change float64 ``parameters`` image by image; the outputs, each before its own update."""
    architecture, outputs = parameters.architecture, []
    weights, biases = parameters.weights, parameters.biases
    last = len(weights) - 1
    output = {"sigmoid": _logistic, "softmax": _softmax}[architecture.output]
    for image, y, rate in zip(images, targets, learning_rates, strict=True):
        inputs, sums = [image], []
        for k in range(last + 1):
            sums.append(inputs[k] @ weights[k] + (biases[k] if biases else 0.0))
            inputs.append(output(sums[k]) if k == last else _HIDDEN[architecture.hidden](sums[k]))
        outputs.append(inputs[-1])
        error = _output_error(architecture, rule, inputs[-1], y)
        for k in range(last, -1, -1):
            below = weights[k] @ error
            weights[k][...] -= rate * np.outer(inputs[k], error)
            if biases:
                biases[k][...] -= rate * error
            if k and rule.hidden_derivative == "derivative":
                error = below * _DERIVATIVE[architecture.hidden](sums[k - 1])
            elif k:
                error = below * _logistic_derivative(inputs[k])
    return np.array(outputs)
