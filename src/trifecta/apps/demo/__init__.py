"""The worked example: a made-up company, its people and its history, told through the services."""
