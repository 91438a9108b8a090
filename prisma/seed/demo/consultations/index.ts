import type { DemoConsultation } from '../types.ts';
import { anaesthesia } from './anaesthesia.ts';
import { dilemmas } from './dilemmas.ts';
import { emergency } from './emergency.ts';
import { imagingAndMachines } from './imaging-and-machines.ts';
import { infectionAndOldAge } from './infection-and-old-age.ts';
import { medicineAndSurgery } from './medicine-and-surgery.ts';
import { mothersAndChildren } from './mothers-and-children.ts';
import { organisation } from './organisation.ts';
import { primaryCare } from './primary-care.ts';
import { psychiatry } from './psychiatry.ts';

/** Every demo consultation, by theme; the order says nothing about time. Invented throughout: no real person, no real case. */
export const demoConsultations: readonly DemoConsultation[] = [
  ...emergency,
  ...primaryCare,
  ...psychiatry,
  ...anaesthesia,
  ...mothersAndChildren,
  ...infectionAndOldAge,
  ...imagingAndMachines,
  ...medicineAndSurgery,
  ...dilemmas,
  ...organisation,
];
