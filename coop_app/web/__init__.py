"""Flask without subject matter: access, forms, pages, errors, tables, downloads, paper."""
