"""The stable import path of K-Shape, which lives in ``subsidence.clustering.kshape``."""

from ..clustering.kshape import KShapeResult, kshape, mean_shapes, predict_clusters

__all__ = ["KShapeResult", "kshape", "mean_shapes", "predict_clusters"]
