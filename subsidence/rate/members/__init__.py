"""What learns beside the networks of a rate model, and what neighbours add."""
