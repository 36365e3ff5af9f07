"""The provider and its explicit list of algorithms."""
