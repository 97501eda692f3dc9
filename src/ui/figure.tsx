/** A number that stands large over what it counts; within `<dl class="figures">`. */
export function Figure({ value, label }: { value: string; label: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
