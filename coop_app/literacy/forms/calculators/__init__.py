"""What people type into the tools."""
