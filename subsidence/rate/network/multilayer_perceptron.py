"""Networks with one tanh layer and a linear output, many of them side by side.

A network turns factors into one number: ``output = b · tanh(A x + a) + c``. All weights of a network
lie in one row vector, and every function here takes a whole stack of such rows, shape=(n_networks,
n_weights): an ensemble or a swarm goes through one pass of array operations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .reproducible_matmul import MOST_MULTIPLICATIONS, reproducible_by_vectors

ROWS_PER_BLOCK = 256
FLAT = 40.0  # from which on tanh is 1, to the last digit


@dataclass(frozen=True)
class Layout:
    """Where the weights of a network lie in its row: A with a as last column, then b, then c."""

    n_inputs: int
    n_hidden: int

    @property
    def n_weights(self) -> int:
        return self.n_hidden * (self.n_inputs + 2) + 1

    def parts(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Views of A|a (n_networks, n_hidden, n_inputs + 1), b (n_networks, n_hidden) and c (n_networks,)."""
        first = self.n_hidden * (self.n_inputs + 1)
        return (
            weights[:, :first].reshape(len(weights), self.n_hidden, self.n_inputs + 1),
            weights[:, first:-1],
            weights[:, -1],
        )

    @property
    def decayed(self) -> np.ndarray:
        """1 for weights that weight decay pulls to zero, 0 for the output's constant; shape=(n_weights,)."""
        mask = np.ones(self.n_weights)
        mask[-1] = 0.0
        return mask


def with_constant(inputs: np.ndarray) -> np.ndarray:
    """The inputs with a column of ones, which carries the hidden layer's biases; (n_rows, n_inputs + 1)."""
    return np.concatenate([inputs, np.ones((len(inputs), 1), dtype=inputs.dtype)], axis=1)


def squash(values: np.ndarray) -> np.ndarray:
    """tanh, in place of its argument: 1 − 2 / (1 + exp 2x), in half the time of ``np.tanh``.

    It errs by a few units of the last digit of 1 (of tanh itself where that is near 1, not where it is near 0).

    >>> bool(np.abs(squash(np.linspace(-50.0, 50.0, 999)) - np.tanh(np.linspace(-50.0, 50.0, 999))).max() < 1e-15)
    True
    """
    np.minimum(values, FLAT, out=values)
    values *= 2.0
    np.exp(values, out=values)
    values += 1.0
    np.divide(-2.0, values, out=values)
    values += 1.0
    return values


def hidden_layer(layout: Layout, weights: np.ndarray, extended: np.ndarray) -> np.ndarray:
    """Activations of the tanh layer, shape=(n_networks, n_rows, n_hidden).

    extended : shape=(n_rows, n_inputs + 1), inputs ``with_constant``
    """
    first, _, _ = layout.parts(weights)
    activation = np.empty((len(weights), len(extended), layout.n_hidden), dtype=np.result_type(weights, extended))
    step = max(MOST_MULTIPLICATIONS // max(first.shape[1] * first.shape[2], 1), 1)  # rows, for one thread of BLAS
    for start in range(0, len(extended), step):
        rows = slice(start, start + step)
        np.matmul(extended[rows], first.transpose(0, 2, 1), out=activation[:, rows])
    return squash(activation)


def output_of(layout: Layout, weights: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Outputs from the tanh layer's activations, shape=(n_networks, n_rows)."""
    _, second, constant = layout.parts(weights)
    return reproducible_by_vectors(hidden, second) + constant[:, None]


def outputs(layout: Layout, weights: np.ndarray, inputs: np.ndarray) -> np.ndarray:
    """Outputs of every network for every row, shape=(n_networks, n_rows), in blocks of rows.

    >>> layout = Layout(n_inputs=1, n_hidden=1)
    >>> outputs(layout, np.array([[2.0, 0.0, 3.0, 1.0]]), np.array([[0.0], [0.5]])).round(4).tolist()
    [[1.0, 3.2848]]
    """
    result = np.empty((len(weights), len(inputs)), dtype=np.result_type(weights, inputs))
    for start in range(0, len(inputs), ROWS_PER_BLOCK):
        rows = slice(start, start + ROWS_PER_BLOCK)
        hidden = hidden_layer(layout, weights, with_constant(inputs[rows]))
        result[:, rows] = output_of(layout, weights, hidden)
    return result


def nguyen_widrow(layout: Layout, n_networks: int, random: np.random.Generator) -> np.ndarray:
    """Starting weights whose tanh units share out the input range [−1, 1], shape=(n_networks, n_weights).

    Source: D. Nguyen and B. Widrow, Improving the learning speed of 2-layer neural networks by
    choosing initial values of the adaptive weights, IJCNN 1990.
    """
    size = 0.7 * layout.n_hidden ** (1.0 / layout.n_inputs)
    direction = random.uniform(-1.0, 1.0, (n_networks, layout.n_hidden, layout.n_inputs))
    direction *= size / np.linalg.norm(direction, axis=2, keepdims=True)
    spread = np.linspace(-size, size, layout.n_hidden) if layout.n_hidden > 1 else np.zeros(1)
    bias = spread * np.sign(direction[:, :, 0])
    first = np.concatenate([direction, bias[:, :, None]], axis=2).reshape(n_networks, -1)
    second = random.uniform(-0.5, 0.5, (n_networks, layout.n_hidden))
    return np.concatenate([first, second, np.zeros((n_networks, 1))], axis=1)
