"""The parts of the series viewer: what is compared, the live map, dates, styles, profiles, exports."""
