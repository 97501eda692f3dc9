/** Invented words that stand in a known share of the generated activities, so that a search can be asked that finds that share. */

const ONSETS = 'b d f g k l m n p r t v z br dr kl pr tr'.split(' ')
const VOWELS = 'a e i o u'.split(' ')
const ENDS = 'k p b d g f m'.split(' ')

/** Each word once; they end so that no stemmer takes anything off. */
function words(count, start) {
  return Array.from({ length: count }, (_, index) => {
    let rest = start + index
    const next = (choices) => {
      const chosen = choices[rest % choices.length]
      rest = Math.floor(rest / choices.length)
      return chosen
    }
    return `${next(ONSETS)}${next(VOWELS)}${next(ONSETS)}${next(VOWELS)}${next(ENDS)}${next(VOWELS)}${next(ENDS)}`
  })
}

/** In one of a hundred activities, in one of twenty, in one of five. */
export const RARE = words(2000, 0)
export const COMMON = words(400, 300_000)
export const FREQUENT = words(100, 700_000)

/** Two words next to each other, in one of fifty. */
export const PHRASES = Array.from({ length: 200 }, (_, index) => `${RARE[index * 3]} ${COMMON[index]}`)

/** Each in one of twenty, in its Chinese text. */
export const CHINESE =
  '森林 海洋 铁路 能源 旅游 音乐 体育 法律 科学 历史 地理 物理 化学 数学 语言 文学 艺术 建筑 机器 汽车 飞机 船舶 港口 桥梁 河流 山脉 沙漠 草原 动物 植物 花园 果园 牛奶 面包 大米 小麦 玉米 棉花 茶叶 咖啡'.split(
    ' ',
  )

/** What an activity has of it; `chance` is a number from 0 to 1, a new one at each call. */
export function planted(chance) {
  const of = (words, share) => words.filter(() => chance() < share)
  return [...of(RARE, 0.01), ...of(COMMON, 0.05), ...of(FREQUENT, 0.2), ...of(PHRASES, 0.02)].join(' ')
}

/** The same in Chinese; a third of the activities have a Chinese text. */
export function plantedInChinese(chance) {
  return CHINESE.filter(() => chance() < 0.15).join('')
}
