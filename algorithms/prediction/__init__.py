"""Rate prediction and forecasts."""
