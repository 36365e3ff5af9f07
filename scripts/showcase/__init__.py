"""What ``scripts/demo`` runs: inputs, the chain, the layers and pages it leaves."""
