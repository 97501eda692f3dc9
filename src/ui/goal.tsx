/** A goal or target: its code, which no direction of writing may turn around, and its title where it has one. */
export function GoalName({ code, title }: { code: string; title: string | null }) {
  return (
    <>
      <bdi dir="ltr">{code}</bdi> {title}
    </>
  )
}
