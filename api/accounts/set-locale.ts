import type { Actor } from '../access/actor.ts';
import type { Services } from '../services.ts';

export async function setLocale(services: Services, actor: Actor, locale: 'sv' | 'en'): Promise<Actor> {
  await services.db.service.account.update({
    where: { id: actor.id },
    data: { locale },
    select: { id: true },
  });
  return { ...actor, locale };
}
