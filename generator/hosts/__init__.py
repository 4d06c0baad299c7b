"""What static hosts take and read: their limits, redirects and headers."""
