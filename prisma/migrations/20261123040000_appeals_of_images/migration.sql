-- An author can object to a decision on one image of her post. A picture that was removed is destroyed, as the text of a
-- deleted post is; one that was blurred is shown sharp again.

ALTER TYPE moderation."AppealEffect" ADD VALUE 'IMAGE_SHARPENED';
ALTER TYPE moderation."AppealEffect" ADD VALUE 'IMAGE_DESTROYED';
