package when

// hanDigit gives the value of a Chinese digit, -1 for anything else.
func hanDigit(r rune) int {
	switch r {
	case '零', '〇':
		return 0
	case '一', '幺':
		return 1
	case '二', '两', '俩':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// hanNumber reads a Chinese numeral at i: its value, its length in runes, and how many plain
// digits it was written with when it has no 十百千 (二零二六 = 4, 零五 = 2). Length 0 = none.
func hanNumber(rs []rune, i int) (value, length, digits int) {
	j := i
	for j < len(rs) && j-i < 12 && hanDigit(rs[j]) >= 0 {
		j++
	}
	if j-i >= 2 && (j == len(rs) || !hanUnit(rs[j])) {
		for k := i; k < j && k < i+9; k++ {
			value = value*10 + hanDigit(rs[k])
		}
		return value, j - i, j - i
	}
	return hanUnits(rs, i)
}

func hanUnit(r rune) bool { return r == '十' || r == '百' || r == '千' }

// hanUnits reads forms such as 十五, 廿五, 二十, 一百二十, 三.
func hanUnits(rs []rune, i int) (value, length, digits int) {
	j, unit := i, 10000
	for j < len(rs) {
		d := hanDigit(rs[j])
		switch {
		case rs[j] == '廿' || rs[j] == '卅':
			if unit <= 10 {
				return value, j - i, 0
			}
			value += map[rune]int{'廿': 20, '卅': 30}[rs[j]]
			unit, j = 10, j+1
		case rs[j] == '十' && unit > 10:
			value, unit, j = value+10, 10, j+1
		case d >= 0 && j+1 < len(rs) && hanUnit(rs[j+1]):
			size := map[rune]int{'十': 10, '百': 100, '千': 1000}[rs[j+1]]
			if size >= unit {
				return value, j - i, 0
			}
			value, unit, j = value+d*size, size, j+2
		case d == 0 && unit > 10 && unit < 10000:
			j++
		case d >= 0 && unit > 1:
			value, unit, j = value+d, 1, j+1
			if j-i == 1 {
				return value, 1, 1
			}
		default:
			return value, j - i, 0
		}
	}
	return value, j - i, 0
}
