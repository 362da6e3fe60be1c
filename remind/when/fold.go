package when

import "strings"

// sentence holds a text and its folded twin, rune by rune at the same offsets: simplified
// characters, half-width forms, lower-case ASCII, and spaces for what cannot be seen.
type sentence struct {
	original, folded []rune
}

// traditional and simplified stand character by character under each other. Only characters
// that time words, request words and units are made of.
const (
	traditional = "後點鐘鍾時個號這兩週禮聽過還們來銀誤間隔對給記設鬧醒請幫麻煩夠幾曆農節慶陽臘國婦勞動兒聖誕勵晝內後從開始終幺別喚訴喊將開關於東紐約倫賓韓臺灣業畢換賬電話問嗎說舊華歲壹貳叁參肆伍陸柒捌玖拾佰仟萬參無誰為麼什樣據應該當點閏復陰單雙訂掛連續遲沒會結現宜裡裏達樹現兩選廿離晚週邊碼續總發禮樂館勻順變機險閉營"
	simplified  = "后点钟钟时个号这两周礼听过还们来银误间隔对给记设闹醒请帮麻烦够几历农节庆阳腊国妇劳动儿圣诞励昼内后从开始终幺别唤诉喊将开关于东纽约伦宾韩台湾业毕换账电话问吗说旧华岁一二三三四五六七八九十百千万三无谁为么什样据应该当点闰复阴单双订挂连续迟没会结现宜里里达树现两选廿离晚周边码续总发礼乐馆匀顺变机险闭营"
)

// foldRune gives the plain form of one rune.
func foldRune(r rune, table map[rune]rune) rune {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		return foldRune(r-0xFEE0, table)
	case r == 0x3000, r == 0xA0, r >= 0x2000 && r <= 0x200F, r == 0xFEFF, r == 0xFE0F, r == 0xAD:
		return ' '
	case r == '–', r == '—', r == '−', r == '～', r == '〜':
		return '-'
	case r == '’', r == '‘', r == '“', r == '”':
		return '\''
	}
	if s, ok := table[r]; ok {
		return s
	}
	return r
}

func fold(s string) sentence {
	s = strings.ToValidUTF8(s, " ")
	original := []rune(s)
	folded := make([]rune, len(original))
	table := lexicon().simplified
	for i, r := range original {
		folded[i] = foldRune(r, table)
	}
	return sentence{original, folded}
}

// foldTable pairs the two lines of characters above.
func foldTable() map[rune]rune {
	from, to := []rune(traditional), []rune(simplified)
	table := make(map[rune]rune, len(from))
	for i := range from {
		if i < len(to) {
			table[from[i]] = to[i]
		}
	}
	return table
}
