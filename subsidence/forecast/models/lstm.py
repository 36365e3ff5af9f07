"""The network: an LSTM reads the window, a small head says how each step ahead departs from the base.

One file for the model (this one), another for the training loop, which knows nothing of it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ...packages import require


def build_network(n_sequence_inputs: int, n_step_inputs: int, n_static: int, hidden: int) -> Any:
    """A ``torch.nn.Module`` that maps (sequence, steps, static) to corrections.

    sequence : (batch, window, n_sequence_inputs); steps : (batch, horizon, n_step_inputs)
    static : (batch, n_static)
    Returns (batch, horizon), in units of the point's spread. The last layer starts at zero, so an
    untrained network leaves the base forecast as it is.
    """
    torch = require("torch")
    nn = torch.nn

    class CorrectionNetwork(nn.Module):  # type: ignore[name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.lstm = nn.LSTM(n_sequence_inputs, hidden, batch_first=True)
            self.mix = nn.Linear(hidden + n_step_inputs + n_static, hidden)
            self.out = nn.Linear(hidden, 1)
            nn.init.zeros_(self.out.weight)
            nn.init.zeros_(self.out.bias)

        def forward(self, sequence: Any, steps: Any, static: Any) -> Any:
            _, (memory, _) = self.lstm(sequence)  # memory: (1, batch, hidden)
            context = torch.cat([memory[0], static], dim=1)  # (batch, hidden + n_static)
            context = context[:, None, :].expand(-1, steps.shape[1], -1)  # the same for every horizon
            mixed = torch.relu(self.mix(torch.cat([context, steps], dim=2)))  # (batch, horizon, hidden)
            return self.out(mixed)[:, :, 0]

    return CorrectionNetwork()


def network_arrays(network: Any) -> dict[str, np.ndarray]:
    """The weights by name."""
    return {name: tensor.detach().cpu().numpy() for name, tensor in network.state_dict().items()}


def network_from_arrays(arrays: dict[str, np.ndarray]) -> Any:
    """The network whose weights these are; its sizes are read from their shapes."""
    torch = require("torch")
    hidden = arrays["lstm.weight_hh_l0"].shape[1]
    n_sequence_inputs = arrays["lstm.weight_ih_l0"].shape[1]
    n_rest = arrays["mix.weight"].shape[1] - hidden
    network = build_network(n_sequence_inputs, n_rest, 0, hidden)
    network.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in arrays.items()})
    return network
