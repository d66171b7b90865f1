"""What is put right after goods came: papers taken back, bills that come later."""
