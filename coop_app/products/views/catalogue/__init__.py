"""The pages of what products say of themselves."""

from coop_app.products.views.catalogue import batches, labels, permits, photos, shelf

__all__ = ["batches", "labels", "permits", "photos", "shelf"]
