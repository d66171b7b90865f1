"""What every request passes through: languages, security headers, the pages of errors; put in once by create_app."""
