export function MyConsultationsPage() {
  return null;
}
