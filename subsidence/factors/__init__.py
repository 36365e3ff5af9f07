"""From maps, stations and rasters to factor columns."""
