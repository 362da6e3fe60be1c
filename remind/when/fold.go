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
	traditional = "後點鐘鍾時個號這兩週禮聽過還們來銀誤間對給記設鬧請幫煩夠幾曆農節慶陽臘國婦勞動兒聖誕勵晝內從開終別喚訴將關於東紐約倫賓韓臺灣業畢換賬電話問嗎說舊華歲壹貳叁參肆伍陸柒捌玖拾佰仟萬無誰為麼樣據應該當閏復陰單雙訂掛連續遲沒會結現裡裏達樹選離邊碼總發樂館勻順變機險閉營頭陣閒飯長龍燈黨軍師權費員檔攤鋪鏈庫倉樓線門議見題處稱聲讓額數診魚曉銷刪準尋與盡趕親黃猶蘭閑歷"
	simplified  = "后点钟钟时个号这两周礼听过还们来银误间对给记设闹请帮烦够几历农节庆阳腊国妇劳动儿圣诞励昼内从开终别唤诉将关于东纽约伦宾韩台湾业毕换账电话问吗说旧华岁一二三三四五六七八九十百千万无谁为么样据应该当闰复阴单双订挂连续迟没会结现里里达树选离边码总发乐馆匀顺变机险闭营头阵闲饭长龙灯党军师权费员档摊铺链库仓楼线门议见题处称声让额数诊鱼晓销删准寻与尽赶亲黄犹兰闲历"
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
