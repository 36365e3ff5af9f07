"""InSAR data and processing."""
