"""Rate models and forecasts."""
