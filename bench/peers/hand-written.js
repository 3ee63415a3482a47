// What one writes for a single page, without any library: near placeholders ask once, together, and are filled.
const fill = async (placeholders) => {
  const response = await fetch(document.querySelector('vitrine-gallery').getAttribute('endpoint'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grants: placeholders.map((placeholder) => placeholder.getAttribute('grant')) }),
  });
  const { videos } = await response.json();
  videos.forEach(({ status, assets }, index) => {
    if (status !== 'ready') return;
    const link = placeholders[index].querySelector('a');
    link.href = assets.player;
    const image = new Image(1280, 720);
    image.className = 'vitrine-thumbnail';
    image.src = assets.thumbnail;
    link.querySelector('.vitrine-frame').append(image);
  });
};

const observer = new IntersectionObserver(
  (entries) => {
    const near = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    for (const placeholder of near) observer.unobserve(placeholder);
    if (near.length > 0) fill(near);
  },
  { rootMargin: '50%' },
);

for (const placeholder of document.querySelectorAll('vitrine-video')) observer.observe(placeholder);
