"""From interferograms and finished products to displacement series."""
