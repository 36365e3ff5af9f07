"""LiCSAR frames on the way in: fetching them from the portal, and correcting them by GACOS."""

DEFAULT_SERVER = "https://gws-access.jasmin.ac.uk/public/nceo_geohazards/LiCSAR_products"
