// Figures at the head of a working page, each a card that leads to what it counts.
export function FigureLinks({
  figures,
}: {
  figures: readonly { readonly label: string; readonly value: string; readonly href: string }[];
}) {
  return (
    <ul class="figure-links">
      {figures.map(({ label, value, href }) => (
        <li>
          <a href={href}>
            <span>{label}</span> <b class="num">{value}</b>
          </a>
        </li>
      ))}
    </ul>
  );
}
