"""Products of other software and services: readers of their files, and files that others read."""
