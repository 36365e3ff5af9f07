"""LiCSAR frames on the way in: fetching them from the portal, and correcting them by GACOS."""
