"""What the columns of a table of series mean, and what becomes of them."""
