package text

import "unicode"

// lookalikes are runs of a Latin letter followed by the letters of other scripts that imitate
// it. Capitals stand for themselves, before lower case: Η looks like h, η like n. Source: the
// shapes, as in Unicode Technical Standard 39; only those that are alike at reading size.
const lookalikes = "aаАαΑɑᴀ bВвΒβЬᏏʙ cсСϲϹᴄⅽ dԁԀᏧᴅ eеЕΕєᴇ fƒғ gɡԌɢ hһНнΗҺʜ iіІιΙıɩ jјЈϳᴊ kкКκΚᴋ lӏӀʟ mмМΜᴍ " +
	"nпΝηɴ oоОοΟσօ pрРρΡᴘ qԛԚգ rгʀ sѕЅꜱ tтТτΤᴛ uυսᴜ vνѵѴᴠ wԝԜωѡᴡ xхХχΧ yуУΥγүҮʏ zΖᴢ"

// likes gives the Latin letter for each look-alike.
func likes() map[rune]byte {
	m := map[rune]byte{}
	var to byte
	for _, r := range lookalikes {
		switch {
		case r == ' ':
			to = 0
		case to == 0:
			to = byte(r)
		default:
			m[r] = to
		}
	}
	return m
}

// latinise turns look-alikes into Latin letters in every word that also holds a Latin letter or
// a digit; a word wholly of another script stays what it is.
func latinise(units []unit) {
	for i := 0; i < len(units); {
		if !wordly(units[i].r) {
			i++
			continue
		}
		end, latin := i, false
		for ; end < len(units) && wordly(units[end].r); end++ {
			latin = latin || alnum(units[end].r)
		}
		for ; i < end; i++ {
			if u := &units[i]; latin && u.like != 0 {
				u.r, u.posed = rune(u.like), true
			}
		}
	}
}

// wordly says whether a rune is part of a word of letters: any script's but Chinese.
func wordly(r rune) bool {
	if r < 0x80 {
		return alnum(r)
	}
	return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r)
}

// alnum says whether a rune of Norm is a Latin letter or a digit.
func alnum(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

// han says whether a rune is an ideograph.
func han(r rune) bool {
	if r >= hanFirst && r <= hanLast {
		return true
	}
	return r >= 0x3000 && unicode.Is(unicode.Han, r)
}
