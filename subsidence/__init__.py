"""Land subsidence from InSAR to a forecast: the numerical core.

Arrays in, values out. Nothing in this package imports QGIS, so every function here can be used
from a plain Python script with the repository root on ``sys.path``.
"""
