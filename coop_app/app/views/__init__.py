"""The pages that belong to no single feature: home and the first start."""
