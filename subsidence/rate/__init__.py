"""The rate from factors: PSO-BP, its ensemble and intervals."""
