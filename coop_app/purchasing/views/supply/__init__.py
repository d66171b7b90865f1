"""The pages of suppliers and of needs."""
