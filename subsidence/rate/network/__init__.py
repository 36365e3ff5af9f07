"""One multilayer perceptron and how it is trained."""

PARTICLES, GENERATIONS = 30, 30  # of the swarm, after Zhou et al. 2022
COGNITIVE = SOCIAL = 1.49445  # c1, c2, of the same
INERTIA = 0.729  # the constriction value that belongs to these c1 and c2 (Clerc and Kennedy 2002)
