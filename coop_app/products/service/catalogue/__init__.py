"""What is done to a product's words, photos, batches and permits."""

from coop_app.products.service.catalogue.batches import add_batch as add_batch
from coop_app.products.service.catalogue.batches import finish_batch as finish_batch
from coop_app.products.service.catalogue.batches import finish_request as finish_request
from coop_app.products.service.catalogue.facts import save_facts as save_facts
from coop_app.products.service.catalogue.permits import add_permit as add_permit
from coop_app.products.service.catalogue.permits import end_permit as end_permit
from coop_app.products.service.catalogue.photos import add_photo as add_photo
from coop_app.products.service.catalogue.photos import put_first as put_first
from coop_app.products.service.catalogue.photos import remove_photo as remove_photo
