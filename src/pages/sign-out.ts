import type { APIRoute } from 'astro';

export const prerender = false;

export const POST: APIRoute = ({ session, redirect }) => {
  session?.destroy();
  return redirect(`${import.meta.env.BASE_URL.replace(/\/$/, '')}/members?signed-out`, 303);
};
