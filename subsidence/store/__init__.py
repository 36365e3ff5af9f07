"""Points on disk that no layer should carry."""
