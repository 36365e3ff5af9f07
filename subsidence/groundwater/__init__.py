"""How the ground answers to groundwater: storage, delay, and what further changes of the head would do."""
