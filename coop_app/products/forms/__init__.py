"""What is typed on the pages of products."""

from coop_app.products.forms.quantity import QuantityField as QuantityField
